"""Rules of douyin, compiled by rulec; do not edit."""
