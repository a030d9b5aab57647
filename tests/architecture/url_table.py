"""Every address of the two kinds of host, and who may open it. A new address without a line fails."""

PUBLIC_HOST = {
    "": "anyone",
}
TENANT_HOST = {
    "habillage/<slug:version>.css": "anyone",
    "aide/interface/": "agent",
}
