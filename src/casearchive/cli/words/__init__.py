"""The words of the command line: commands, options, help, and what is typed behind them."""
