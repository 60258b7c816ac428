"""Rules of kuaishou, compiled by rulec; do not edit."""
