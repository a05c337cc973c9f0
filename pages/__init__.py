"""The pages: Streamlit only; every page stands in a folder of its section."""
