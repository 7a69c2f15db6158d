using PhotoScore.Testing;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]
