"""The part of the lexv2-models API that a deployment needs: import, build, version, alias, export."""
