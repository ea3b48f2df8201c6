"""A Korean and English FAQ chatbot for Amazon Lex V2 that runs whole on one laptop."""

__version__ = "0.1.0"
