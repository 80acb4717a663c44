"""The register as people see it: columns, tabs, .xlsx, Google, human edits to facts."""
