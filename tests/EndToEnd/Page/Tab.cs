using Microsoft.Playwright;

namespace PhotoScore.EndToEnd.Page;

/// <summary>A window with the page in it, which remembers what went wrong there and whom it asked.</summary>
internal sealed class Tab : IAsyncDisposable
{
    private readonly Uri _root;
    private readonly List<string> _faults = [];
    private readonly List<string> _requests = [];

    public Tab(IPage page, Uri root)
    {
        (Page, _root) = (page, root);
        page.Console += (_, message) => Keep(_faults, message.Type is "error" or "warning" ? message.Text : null);
        page.PageError += (_, error) => Keep(_faults, error);
        page.Request += (_, request) => Keep(_requests, request.Url);
    }

    public IPage Page { get; }

    public ILocator Main => Page.Locator("main");

    public ILocator Title => Main.Locator("h1");

    /// <summary>What the page asked for, in order.</summary>
    public IReadOnlyList<string> Requests => Copy(_requests);

    /// <summary>Loads the page anew at a view.</summary>
    public async Task GoAsync(string view)
    {
        await Page.GotoAsync($"{_root}#{view}");
        // Only another # loads nothing by itself.
        await Page.ReloadAsync();
    }

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Link(string name) => Main.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    public static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    /// <summary>Fails when the browser complained, or when anybody but the app was asked.</summary>
    /// <param name="expected">Parts of complaints that the test provokes, such as the browser's own about a status.</param>
    public void AssertClean(params string[] expected)
    {
        Assert.DoesNotContain(Copy(_faults), fault => !expected.Any(part => fault.Contains(part, StringComparison.Ordinal)));
        Assert.All(Requests, address => Assert.True(
            address.StartsWith(_root.ToString(), StringComparison.Ordinal) || address.StartsWith("blob:", StringComparison.Ordinal) || address.StartsWith("data:", StringComparison.Ordinal), address));
    }

    /// <summary>Drops files on the page, as a file manager does.</summary>
    public async Task DropAsync(params (string Name, string Type, byte[] Bytes)[] files)
    {
        var transfer = await Page.EvaluateHandleAsync(
            """
            files => {
              const transfer = new DataTransfer();
              for (const { name, type, base64 } of files)
                transfer.items.add(new File([Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))], name, { type }));
              return transfer;
            }
            """,
            files.Select(file => new { name = file.Name, type = file.Type, base64 = Convert.ToBase64String(file.Bytes) }).ToArray());
        await Page.DispatchEventAsync("body", "drop", new { dataTransfer = transfer });
    }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();

    private static void Keep(List<string> lines, string? line)
    {
        if (line is null)
            return;
        lock (lines)
            lines.Add(line);
    }

    private static List<string> Copy(List<string> lines)
    {
        lock (lines)
            return [.. lines];
    }
}
