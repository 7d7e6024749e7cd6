"""JSON documents (docs/reference/json.md): a Struct for each document, with the meaning of each field, and its builder.

Fields may be added, but never removed or renamed. Unknown values are null. `cli.output` writes the documents, the
reference is generated from the docstrings, and a test compares the Structs with the output of the commands. This
package re-exports nothing, so that a command imports only the module it needs.
"""
