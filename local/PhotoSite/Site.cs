using PhotoScore.Local.PhotoSite.Faults;
using PhotoScore.Local.PhotoSite.Flickr;
using PhotoScore.Local.PhotoSite.Google;
using PhotoScore.Local.PhotoSite.Instagram;
using PhotoScore.Local.PhotoSite.Lists;
using PhotoScore.Local.PhotoSite.Picsum;
using PhotoScore.Local.PhotoSite.Rendering;
using PhotoScore.Local.PhotoSite.Smp;
using PhotoScore.Local.PhotoSite.Truth;
using PhotoScore.Local.PhotoSite.World;

namespace PhotoScore.Local.PhotoSite;

/// <summary>The site: its own lists, and a stand-in for each photo service in a folder of its own.</summary>
internal static class Site
{
    /// <summary>The whole site, not yet started.</summary>
    /// <param name="args">ASP.NET Core's own arguments, <c>--urls</c> above all, and those of <see cref="SiteOptions"/>.</param>
    /// <exception cref="ArgumentException">The configuration is wrong; the message says where.</exception>
    public static WebApplication Create(params string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        var options = builder.Configuration.Get<SiteOptions>() ?? new SiteOptions();
        options.Check();
        var memory = new FailureMemory();
        builder.Services
            .AddSingleton(options)
            .AddSingleton(TimeProvider.System)
            .AddSingleton(memory)
            .AddSingleton(new SiteFaults(options, memory))
            .AddSingleton(new PictureCache((long)options.CacheMegabytes << 20))
            .AddSingleton<FaultyAnswers>()
            .AddSingleton<SiteClock>()
            .AddFlickr().AddInstagram().AddGoogle().AddPicsum();
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        // What is cut or refused on purpose is no error of the server's.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Critical);
        // Loopback only: it is a stand-in, and knows no access control.
        if (string.IsNullOrEmpty(builder.Configuration["urls"]))
            builder.WebHost.UseUrls("http://127.0.0.1:7080");
        var app = builder.Build();
        app.MapGet("/", (HttpRequest request) => Results.Content(About.Page(request), "text/plain"));
        app.MapFaults();
        app.MapLists();
        app.MapTruth();
        app.MapFlickr();
        app.MapInstagram();
        app.MapGoogle();
        app.MapPicsum();
        app.MapSmp();
        return app;
    }
}
