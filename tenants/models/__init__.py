from tenants.models.template import SchemaTemplate
from tenants.models.tenant import Domain, Tenant

__all__ = ["Domain", "SchemaTemplate", "Tenant"]
