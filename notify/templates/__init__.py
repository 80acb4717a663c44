"""The words of our notices. A branch overrides any of them from a folder of its own."""
