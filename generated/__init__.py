"""Rules compiled by rulec; do not edit. One package an issuer, one a rule, one module a version."""
