"""How many people one core serves, beside a server in C that only sends and beside named peers.

python -m tests.bench fanout [--quick] [--json] [--only product,c,…] [--scenario sparse,…]
"""

from tests.bench.fanout.run import run

__all__ = ["run"]
