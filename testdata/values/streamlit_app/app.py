"""What an application reads of its secrets."""

import streamlit as st
from transformers import AutoModel

AutoModel.from_pretrained(st.secrets["tagger"])  #? "org/tagger" @ config file:.streamlit/secrets.toml:1
AutoModel.from_pretrained(st.secrets.painter.repo)  #? "org/painter" @ config file:.streamlit/secrets.toml:4
AutoModel.from_pretrained(st.secrets["painter"]["refiner"])  #? "org/refiner" @ config file:.streamlit/secrets.toml:5
AutoModel.from_pretrained(st.secrets.get("tagger", "org/otherwise"))  #? "org/tagger" @ config file:.streamlit/secrets.toml:1
AutoModel.from_pretrained(st.secrets.get("reader", "org/reader"))  #? "org/reader" @ literal:10
AutoModel.from_pretrained(st.secrets["nowhere"])  #? unknown: streamlit.secrets is not in this project
