using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PhotoScore.Local.Runtime.Durable;
using PhotoScore.Local.Runtime.Functions;
using PhotoScore.Local.Runtime.Http;
using PhotoScore.Local.Runtime.Tasks;

namespace PhotoScore.Local.Runtime.Hosting;

/// <summary>Puts the host together.</summary>
internal static class FunctionHost
{
    private const string DefaultUrl = "http://127.0.0.1:7071";

    private static readonly string[] EnvironmentVariables = ["AZURE_FUNCTIONS_ENVIRONMENT", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT"];

    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = EnvironmentVariables.Select(Environment.GetEnvironmentVariable).FirstOrDefault(name => name is not null)
                ?? Environments.Development,
        });
        builder.Configuration.AddLocalSettings(Environment.CurrentDirectory, AppContext.BaseDirectory);
        // A site may point a name of its own at this machine, and a browser would take both for one site.
        builder.Configuration["AllowedHosts"] ??= "localhost;127.0.0.1;[::1]";
        builder.Logging.ClearProviders().AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss.fff ";
        });
        return builder;
    }

    public static IHost Build(
        WebApplicationBuilder builder,
        FunctionCatalog catalog,
        IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware,
        bool answersHttp)
    {
        var settings = HostSettings.Load(builder.Configuration);
        var functions = new ActiveFunctions(catalog, builder.Configuration);
        if (!answersHttp && functions.Functions.FirstOrDefault(function => function.Trigger is HttpTriggerAttribute) is { } http)
            throw new InvalidOperationException($"Function '{http.Name}' has an HTTP trigger: call ConfigureFunctionsWebApplication() on the builder.");

        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
            builder.WebHost.UseUrls(builder.Configuration["FUNCTIONS_PORT"] is { Length: > 0 } port ? $"http://127.0.0.1:{port}" : DefaultUrl);
        foreach (var level in settings.LogLevels.GetChildren())
            builder.Logging.AddFilter(level.Key.Equals("default", StringComparison.OrdinalIgnoreCase) ? null : level.Key, level.Get<LogLevel>());
        // ASP.NET Core's line for every request says nothing that the functions' own logs do not.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownGrace.Length + TimeSpan.FromSeconds(5));
        AddServices(builder.Services, settings, functions, middleware);

        var app = builder.Build();
        HttpEndpoints.MapFunctions(app, functions.Functions, settings.RoutePrefix);
        HttpEndpoints.MapHomepage(app, app.Configuration);
        if (UsesTasks(functions))
            ManagementApi.Map(app);
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Host.Startup");
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            foreach (var line in FunctionListing.Write(functions, settings.RoutePrefix, app.Urls.FirstOrDefault() ?? DefaultUrl))
                logger.Listing(line);
        });
        return new StoppableHost(app);
    }

    private static void AddServices(
        IServiceCollection services,
        HostSettings settings,
        ActiveFunctions functions,
        IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware)
    {
        // Action results are MVC's, so they are written as MVC writes them: camelCase JSON, problem details.
        services.AddMvcCore();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(settings);
        services.AddSingleton(functions);
        services.AddSingleton(middleware);
        services.AddSingleton<FunctionInvoker>();
        services.AddSingleton<HttpKeys>();
        services.AddSingleton<ShutdownGrace>();
        services.AddSingleton<HostStorage>();
        services.AddSingleton<ListenerFactory>();
        if (UsesTasks(functions))
            AddTasks(services, functions);
        services.AddHostedService(provider => new TriggerHost(
            functions,
            provider.GetRequiredService<ListenerFactory>(),
            provider.GetService<DurableHub>(),
            provider.GetRequiredService<IHostApplicationLifetime>(),
            provider.GetRequiredService<ILoggerFactory>()));
    }

    private static void AddTasks(IServiceCollection services, ActiveFunctions functions)
    {
        services.AddSingleton<ITaskFunctions>(provider => new TaskFunctions(
            functions.Functions, provider.GetRequiredService<FunctionInvoker>(), provider.GetRequiredService<IServiceScopeFactory>()));
        services.AddSingleton(provider => new DurableHub(
            provider.GetRequiredService<HostStorage>().Blobs,
            HubSettings.Read(provider.GetRequiredService<HostSettings>().DurableTask, provider.GetRequiredService<IConfiguration>()),
            provider.GetRequiredService<ITaskFunctions>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<DurableTaskClient>(provider => provider.GetRequiredService<DurableHub>().Client);
    }

    private static bool UsesTasks(ActiveFunctions functions) => functions.Functions.Any(function =>
        function.Trigger is OrchestrationTriggerAttribute or ActivityTriggerAttribute
        || function.Parameters.Any(parameter => parameter.IsDefined(typeof(DurableClientAttribute), inherit: false)));
}
