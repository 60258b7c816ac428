"""`python -m rulec` is the command `rulec`."""

from rulec.cli import main

if __name__ == "__main__":
    main()
