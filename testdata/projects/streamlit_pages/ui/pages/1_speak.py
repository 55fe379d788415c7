"""A page that the server shows as well."""

import streamlit as st
from transformers import AutoTokenizer

text = st.text_input("Text")
if text:
    st.audio(AutoTokenizer.from_pretrained("acme/voice")(text))
