"""What the experiments have published, computed again by Écot: expected against found, with sources.

`ecot reproduce`, the report's last page and the tests call `reproduce`. A figure is found by Écot's own
code wherever the code computes it, else by the arithmetic of the check; which of the two is said.
docs/algorithms/reproducing.md.
"""

from ecot.simulation.reproducing.checking import Check, How, reproduce

__all__ = ["Check", "How", "reproduce"]
