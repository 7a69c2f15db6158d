using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace PhotoScore.Functions.Page;

/// <summary>Registers the page, and what an API that browsers can reach must refuse.</summary>
internal static class PageServices
{
    /// <summary>Adds both.</summary>
    public static void AddPage(this FunctionsApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PageFiles>();
        builder.UseWhen<OtherSitesRefused>(context => context.GetHttpContext() is not null);
    }
}
