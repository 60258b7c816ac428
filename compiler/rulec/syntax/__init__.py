"""Turns an announcement's text into data by shape: the typed nodes that parsing makes and lowering reads."""
