using Microsoft.AspNetCore.Http;

namespace PhotoScore.Functions.Page;

/// <summary>What the page's documents may do: nothing that is not written here.</summary>
internal static class PageSecurity
{
    // Trusted types refuse every way to turn text into markup, so that no name from storage can become a script.
    private const string Rules =
        "default-src 'none'; script-src 'self'; img-src 'self' blob: data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    private const string PageRules = $"{Rules}; style-src 'self'";

    // A report is shown in a frame, which takes over the rules of the document around it, and a report's style is inside it. Scripts stay out.
    private const string ReportRules = $"{Rules}; style-src 'self' 'unsafe-inline'; frame-src blob:";

    /// <summary>Adds the headers of a file of the page.</summary>
    /// <param name="headers">The answer's.</param>
    /// <param name="name">The file's name.</param>
    public static void Describe(IHeaderDictionary headers, string name)
    {
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.ContentSecurityPolicy = name == PageFiles.Report ? ReportRules : PageRules;
    }
}
