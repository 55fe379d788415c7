"""Signatures that are verified before something is loaded."""

import gnupg
import model_signing
import torch
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from sigstore.verify import Verifier
from transformers import AutoModel


def model(path, identity, issuer):
    model_signing.verifying.Config().use_sigstore_verifier(
        identity=identity, oidc_issuer=issuer
    ).verify(path, "model.sig")
    return AutoModel.from_pretrained(path, trust_remote_code=True)  #: signature


def model_too_late(path, identity, issuer):
    loaded = AutoModel.from_pretrained(path, trust_remote_code=True)  #: -
    model_signing.verifying.Config().use_sigstore_verifier(
        identity=identity, oidc_issuer=issuer
    ).verify(path, "model.sig")
    return loaded


def configured_only(path, identity, issuer):
    model_signing.verifying.Config().use_sigstore_verifier(identity=identity, oidc_issuer=issuer)
    return AutoModel.from_pretrained(path, trust_remote_code=True)  #: -


def artifact(path, bundle, policy):
    with open(path, "rb") as file:
        Verifier.production().verify_artifact(file.read(), bundle, policy)
    return torch.load(path, weights_only=False)  #: signature


def artifact_swallowed(path, bundle, policy):
    try:
        with open(path, "rb") as file:
            Verifier.production().verify_artifact(file.read(), bundle, policy)
    except Exception:
        print("not signed")
    return torch.load(path, weights_only=False)  #: -


def own_key(path, signature, pem):
    with open(path, "rb") as file:
        load_pem_public_key(pem).verify(signature, file.read())
    return torch.load(path, weights_only=False)  #: signature


def own_key_for_another(path, other, signature, pem):
    with open(other, "rb") as file:
        load_pem_public_key(pem).verify(signature, file.read())
    return torch.load(path, weights_only=False)  #: -


def pretty_good(path):
    verified = gnupg.GPG().verify_file(path + ".sig", path)
    if not verified:
        raise ValueError(path)
    return torch.load(path, weights_only=False)  #: tested-signature


def pretty_careless(path):
    gnupg.GPG().verify_file(path + ".sig", path)
    return torch.load(path, weights_only=False)  #: -
