using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PhotoScore.Local.Runtime.Functions;

namespace PhotoScore.Local.Runtime.Hosting;

/// <summary>Puts the host together.</summary>
internal static class FunctionHost
{
    public static WebApplicationBuilder CreateBuilder(string[] args) => WebApplication.CreateBuilder(args);

    public static IHost Build(
        WebApplicationBuilder builder,
        FunctionCatalog functions,
        IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware,
        bool answersHttp)
    {
        builder.Services.AddSingleton(functions);
        builder.Services.AddSingleton(middleware);
        _ = answersHttp;
        return builder.Build();
    }
}
