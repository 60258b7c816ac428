"""Rules of chengye, compiled by rulec; do not edit."""
