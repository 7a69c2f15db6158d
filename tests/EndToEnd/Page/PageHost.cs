using Microsoft.Playwright;
using PhotoScore.EndToEnd.Processes;
using PhotoScore.Local.Azurite;

namespace PhotoScore.EndToEnd.Page;

/// <summary>The function app on storage of its own, and a browser: once for all tests of the page. A test keeps to datasets and models of its own.</summary>
public sealed class PageHost : IAsyncLifetime
{
    private AzuriteServer? _azurite;
    private FunctionsProcess? _functions;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal FunctionsProcess Functions => _functions!;

    internal string Storage => _azurite!.ConnectionString;

    internal Uri Root => Functions.Http.BaseAddress!;

    /// <summary>What the app needs for the page.</summary>
    internal static Dictionary<string, string> Settings => new()
    {
        ["AzureWebJobsDisableHomepage"] = "true",
        ["Downloads__AllowLoopback"] = "true",
    };

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Program is null)
            return;
        _azurite = await AzuriteServer.StartAsync();
        _functions = new FunctionsProcess(Storage, Settings);
        await _functions.StartAsync(TestContext.Current.CancellationToken);
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.StartAsync(_playwright);
    }

    /// <summary>Opens a view in a window of its own, which has no key, and waits until it shows its title. Skips the test where there is no browser.</summary>
    /// <param name="view">What follows the # in the address, such as <c>/models</c>.</param>
    /// <param name="options">How the window is, where that matters.</param>
    /// <param name="root">Another app's address.</param>
    internal async Task<Tab> OpenAsync(string view = "/", BrowserNewContextOptions? options = null, Uri? root = null)
    {
        SkipWithoutBrowser();
        var context = await _browser!.NewContextAsync(options ?? new());
        var tab = new Tab(await context.NewPageAsync(), root ?? Root);
        await tab.GoAsync(view);
        return tab;
    }

    /// <summary>Skips the test where there is no browser.</summary>
    internal static void SkipWithoutBrowser() =>
        Assert.SkipWhen(Chromium.Program is null, "There is no Chromium on this machine: install it (Debian: apt install chromium), or name one in CHROMIUM.");

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_functions is not null)
            await _functions.DisposeAsync();
        if (_azurite is not null)
            await _azurite.DisposeAsync();
    }
}

/// <summary>Classes that share the host; they run one after the other.</summary>
[CollectionDefinition(nameof(PageHost))]
public sealed class PageCollection : ICollectionFixture<PageHost>;
