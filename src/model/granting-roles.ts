/** Built-in roles whose holder can grant access, to itself or to others. */

import type { BuiltInRole } from "./built-in-roles";

// https://learn.microsoft.com/azure/role-based-access-control/built-in-roles, of August 2026
export const grantingRoles: readonly Pick<BuiltInRole, "name" | "guid">[] = [
  // Microsoft.Authorization/roleAssignments/write
  { name: "Owner", guid: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635" },
  { name: "User Access Administrator", guid: "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9" },
  { name: "Role Based Access Control Administrator", guid: "f58310d9-a9f6-439a-9e8d-f62e7b41a168" },
  { name: "Key Vault Data Access Administrator", guid: "8b54135c-b56d-4d72-a534-26097cfdc8d8" },
  { name: "Reservations Administrator", guid: "a8889054-8d42-49c9-bc1c-52486c10e7cd" },
  { name: "Azure Stack HCI Administrator", guid: "bda0d508-adf1-4af0-9c28-88919fc3ae06" },
  {
    name: "Virtual Machine Data Access Administrator (preview)",
    guid: "66f75aeb-eabe-4b70-9f1e-c350c4c9ad04",
  },
  { name: "Defender for Storage Scanner Operator", guid: "0f641de8-0b88-4198-bdef-bd8b45ceba96" },
  { name: "Defender CSPM Storage Scanner Operator", guid: "8480c0f0-4509-4229-9339-7c10018cb8c4" },
  { name: "Azure Sphere Owner", guid: "5a382001-fe36-41ff-bba4-8bf06bd54da9" },
  { name: "Azure Container Storage Contributor", guid: "95dd08a6-00bd-4661-84bf-f6726f83a4d0" },
  { name: "Azure Container Storage Owner", guid: "95de85bd-744d-4664-9dde-11430bc34793" },
  { name: "Azure File Sync Administrator", guid: "92b92042-07d9-4307-87f7-36a593fc5850" },
  { name: "Foundry Project Manager", guid: "eadc314b-1a2d-4efa-be10-5d325db5065e" },
  { name: "Foundry Account Owner", guid: "e47c6f54-e4a2-4754-9501-8e0985b135e1" },
  { name: "Foundry Owner", guid: "c883944f-8b7b-4483-af10-35834be79c4a" },
  { name: "DevCenter Owner", guid: "4c6569b6-f23e-4295-9b90-bd4cc4ff3292" },
  {
    name: "Microsoft Discovery Platform Administrator (Preview)",
    guid: "7a2b6e6c-472e-4b39-8878-a26eb63d75c6",
  },
  { name: "Azure IoT Operations Onboarding", guid: "7b7c71ed-33fa-4ed2-a91a-e56d5da260b5" },
  { name: "Storage Actions Task Assignment Contributor", guid: "77789c21-1643-48a2-8f27-47f858540b51" },
  { name: "Azure Migrate Owner", guid: "fd8ea4d5-6509-4db0-bada-356ab233b4fa" },
  { name: "Azure Local Migrate Owner", guid: "fd8ea4d5-6509-4db0-bada-356ab233b4fb" },
  { name: "Azure Migrate Execute Expert", guid: "1cfa4eac-9a23-481c-a793-bfb6958e836b" },
  { name: "Azure Local Migrate Execute Expert", guid: "1cfa4eac-9a23-481c-a793-bfb6958e836c" },
  { name: "Azure Resilience Management Drills Administrator", guid: "c914561b-1575-4601-af9c-a1356bf59818" },
  {
    name: "Azure Resilience Management Drills Assets Administrator",
    guid: "5a2ec2f1-2375-4950-9906-59ec1d979249",
  },
  {
    name: "Azure Resilience Management Drills Target Resource Administrator",
    guid: "e4c7f620-39b8-4688-bba2-70dd82ef367b",
  },
  { name: "Azure Resilience Management Goals Administrator", guid: "a2b7cc47-30ec-462f-a2f4-9ac6e1c266af" },
  {
    name: "Azure Resilience Management Recovery Administrator",
    guid: "481d9636-d9f0-468b-b93d-6056318e6f36",
  },
  // Microsoft.KeyVault/vaults/write or accessPolicies/write, which changes access policies; federatedIdentityCredentials/write
  { name: "Contributor", guid: "b24988ac-6180-42a0-ab88-20f7382dd24c" },
  { name: "Key Vault Contributor", guid: "f25e0fa2-a7c8-4377-a976-54943a77a395" },
  { name: "Azure AI Administrator", guid: "b78c5d69-af96-48a3-bf8d-a8b4d589de94" },
  { name: "Azure Migrate Decide and Plan Expert", guid: "7859c0b0-0bb9-4994-bd12-cd529af7d646" },
  { name: "Managed Identity Contributor", guid: "e40ec5ca-96e0-45a2-b4ff-59039f2c2b59" },
  {
    name: "Managed Identity Federated Identity Credential Contributor",
    guid: "7e559ce2-48d7-4b27-9128-fa1b247f1308",
  },
  { name: "Azure Red Hat OpenShift Federated Credential", guid: "ef318e2a-8334-4a05-9e4a-295a196c6a6e" },
];
