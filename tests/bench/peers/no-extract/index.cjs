throw new Error("not installed, and not needed");
