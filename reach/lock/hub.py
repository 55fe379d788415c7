"""Ask the hub what a name stands for today. The only module that talks to it."""

from collections.abc import Callable
from typing import Any

from reach.errors import LockError
from reach.identify.grammar import format_of
from reach.records.lock import Locked, LockedFile, Unlocked
from reach.records.record import dataclass

_SECONDS = 30.0
_EXTRA = "asking the hub needs huggingface_hub and tomli-w: pip install 'modelreach[lock]'"


@dataclass(frozen=True, slots=True, order=True)
class Wanted:
    """A repository that the code loads."""

    type: str
    """`model`, `dataset` or `code`."""
    repository: str
    asked: str | None
    place: str
    """Where that is written, for messages: `app.py:7`."""

    @property
    def key(self) -> tuple[str, str, str | None]:
        """What tells entries of a lock apart."""
        return self.type, self.repository, self.asked


class Hub:
    """The hub at an address; without one, that of `HF_ENDPOINT`, or the public one."""

    def __init__(self, endpoint: str | None = None) -> None:
        try:
            import huggingface_hub
        except ImportError as error:
            raise LockError(_EXTRA) from error
        self.api = huggingface_hub.HfApi(endpoint=endpoint, library_name="reach")

    def resolve(self, wanted: Wanted) -> Locked | Unlocked:
        """What a name stands for, or why that cannot be had. A hub that gives no answer is an
        error: it says nothing about the repository."""
        info = self._info(wanted, wanted.asked)
        if isinstance(info, str) and wanted.type == "code" and info == "missing":
            return self._answer(wanted, self._info(Wanted("model", *_rest(wanted)), wanted.asked))
        return self._answer(wanted, info)

    def _answer(self, wanted: Wanted, info: Any) -> Locked | Unlocked:
        return Unlocked(*wanted.key, info) if isinstance(info, str) else _locked(wanted, info)

    def has(self, entry: Locked) -> bool:
        """Whether the locked commit can still be loaded."""
        wanted = Wanted(entry.type, entry.repository, entry.commit, "")
        return isinstance(self.resolve(wanted), Locked)

    def _info(self, wanted: Wanted, revision: str | None) -> Any:
        """What the hub says of a repository, or the reason why it says nothing."""
        from huggingface_hub import errors

        ask: dict[str, Callable[..., Any]] = {
            "model": self.api.model_info,
            "dataset": self.api.dataset_info,
            "code": self.api.space_info,
        }
        try:
            info = ask[wanted.type](
                wanted.repository, revision=revision, files_metadata=True, timeout=_SECONDS
            )
        except errors.GatedRepoError:
            return "gated"
        except errors.RevisionNotFoundError:
            return "no such revision"
        except errors.RepositoryNotFoundError:
            return "missing"
        except errors.DisabledRepoError:
            return "disabled"
        except errors.HFValidationError:
            return "missing"
        except errors.OfflineModeIsEnabled as error:
            raise LockError(
                "HF_HUB_OFFLINE is set, and only the hub knows what a name stands for: unset it, "
                "or compare with the code alone: reach lock --check --offline"
            ) from error
        except Exception as error:
            raise LockError(_unreachable(self.api.endpoint, wanted, error)) from error
        return "disabled" if getattr(info, "disabled", False) else info


def _rest(wanted: Wanted) -> tuple[str, str | None, str]:
    return wanted.repository, wanted.asked, wanted.place


def _unreachable(endpoint: str, wanted: Wanted, error: Exception) -> str:
    said = " ".join(str(error).split()) or type(error).__name__
    return (
        f"{endpoint}: no answer about {wanted.repository}: {said[:300]}; the lock stays as it was"
    )


def _locked(wanted: Wanted, info: Any) -> Locked:
    if not info.sha:
        raise LockError(f"{wanted.repository}: the hub names no commit")
    card = info.card_data.to_dict() if info.card_data is not None else {}
    files = tuple(sorted((_file(each) for each in info.siblings or ()), key=lambda f: f.path))
    return Locked(
        *wanted.key,
        commit=info.sha,
        name=info.id,
        publisher=info.id.partition("/")[0] if "/" in info.id else info.author or "",
        license=_text(card.get("license")),
        base_models=_texts(card.get("base_model")),
        datasets=_texts(card.get("datasets")),
        card=bool(card),
        gated=info.gated or None if isinstance(getattr(info, "gated", None), str) else None,
        safetensors=any(file.format == "safetensors" for file in files),
        modified=_time(info.last_modified),
        files=files,
    )


def _file(sibling: Any) -> LockedFile:
    lfs = sibling.lfs
    return LockedFile(
        path=sibling.rfilename,
        size=sibling.size,
        sha256=lfs.sha256 if lfs is not None else None,
        git=sibling.blob_id,
        format=format_of(sibling.rfilename, "unknown"),
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else ", ".join(_texts(value)) or None


def _texts(value: object) -> tuple[str, ...]:
    """A card may hold one name, a list of names, or nonsense."""
    many = [value] if isinstance(value, str) else value if isinstance(value, list) else ()
    return tuple(dict.fromkeys(each for each in many if isinstance(each, str) and each))


def _time(value: Any) -> str | None:
    return value.strftime("%Y-%m-%dT%H:%M:%SZ") if value is not None else None
