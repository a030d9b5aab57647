from tenants.models.account_index import AccountIndex
from tenants.models.demande import Demande
from tenants.models.template import SchemaTemplate
from tenants.models.tenant import Domain, Tenant

__all__ = ["AccountIndex", "Demande", "Domain", "SchemaTemplate", "Tenant"]
