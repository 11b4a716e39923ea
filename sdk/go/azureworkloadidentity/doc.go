// Give the pods of a Kubernetes workload access to Azure Key Vault without a stored credential
package azureworkloadidentity
