"""An API's definition as pages: operations, types and resources, in one look for all formats."""
