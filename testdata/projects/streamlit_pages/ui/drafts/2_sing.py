"""Not in the folder of pages."""

import streamlit as st
from transformers import AutoTokenizer

st.audio(AutoTokenizer.from_pretrained("acme/song")("la"))
