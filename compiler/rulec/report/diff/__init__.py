"""Turns a comparison of two versions into what people and CI read: a page, a comment, a terminal, SARIF, annotations. One model, many forms."""
