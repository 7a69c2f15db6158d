namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Where a function app's <c>Program.cs</c> begins.</summary>
public class FunctionsApplication
{
    /// <summary>A builder with the defaults: configuration from the environment and <c>local.settings.json</c>, console logs.</summary>
    /// <param name="args">The command line; <c>--urls</c> says where to listen.</param>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(args, functionTypes: null);
}
