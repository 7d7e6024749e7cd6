"""Facts to text: what people and programs read. Views print nothing and decide nothing."""
