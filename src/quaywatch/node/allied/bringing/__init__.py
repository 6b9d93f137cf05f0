"""The one way in for what nobody signed: by TAXII, from another's server, or by an officer."""
