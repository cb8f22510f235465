"""The numbers of bubbles, the conversation groups: BUB-2 to BUB-5 of docs/spec.md."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class BubbleRules:
    """The numbers of BUB-2 to BUB-5; lengths in tiles, times in seconds."""

    join_radius: float = 3.0
    leave_radius: float = 4.0
    size: int = 12
    extent: float = 6.0  # the widest a bubble may become by joining
    leave_extent: float = 8.0  # the widest it may be stretched to
    settle: float = 0.4  # how long one stands still before one joins

    def in_pixels(self, tile: int) -> BubbleRules:
        """The same rules with lengths in pixels of a map whose tiles are `tile` wide."""
        return replace(
            self,
            join_radius=self.join_radius * tile,
            leave_radius=self.leave_radius * tile,
            extent=self.extent * tile,
            leave_extent=self.leave_extent * tile,
        )
