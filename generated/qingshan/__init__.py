"""Rules of qingshan, compiled by rulec; do not edit."""
