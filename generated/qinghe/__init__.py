"""Rules of qinghe, compiled by rulec; do not edit."""
