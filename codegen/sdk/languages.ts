export const languages = ["nodejs", "python", "go", "java", "dotnet"] as const;
export type SdkLanguage = (typeof languages)[number];
