using System.Globalization;
using PhotoScore.Core.Imaging;

namespace PhotoScore.Core.Datasets;

/// <summary>The step of a build at which an outcome is decided, in the order that a candidate meets them.</summary>
public enum OutcomeStep
{
    /// <summary>The source itself left it out while it was listed.</summary>
    Listing,

    /// <summary>A filter on metrics, before anything is fetched.</summary>
    Metrics,

    /// <summary>Its bytes are fetched.</summary>
    Download,

    /// <summary>The bytes are decoded.</summary>
    Decoding,

    /// <summary>Checks and filters look at the picture.</summary>
    Picture,

    /// <summary>Duplicates, labels and splits are decided over all photos.</summary>
    Assembling,

    /// <summary>It came through all of them.</summary>
    Done,
}

/// <summary>Whether fetching a candidate again may give another outcome.</summary>
public enum RetryAdvice
{
    /// <summary>It would end the same way.</summary>
    No,

    /// <summary>The fault may have passed since.</summary>
    Yes,

    /// <summary>The HTTP status decides: 408, 425, 429 and 5xx may pass, but 501 and 505; the others don't.</summary>
    ByStatus,
}

/// <summary>One word of the ledger.</summary>
/// <param name="Code">The word, or <c>http-{status}</c> for all words of that form.</param>
/// <param name="Step">Where it is decided.</param>
/// <param name="Retry">Whether trying again may help.</param>
/// <param name="Meaning">For people, one sentence.</param>
public sealed record OutcomeInfo(string Code, OutcomeStep Step, RetryAdvice Retry, string Meaning);

/// <summary>Every word that the ledger may give. Who writes another one adds it here, and to <c>docs/outcomes.md</c>; tests hold both to it.</summary>
public static class OutcomeCatalog
{
    private const string HttpPrefix = "http-";
    private const string HttpPattern = "http-{status}";

    /// <summary>All of them, in the order of the steps.</summary>
    public static IReadOnlyList<OutcomeInfo> All { get; } =
    [
        new(Outcomes.TooYoung, OutcomeStep.Listing, RetryAdvice.No, "The post was younger than `minUploadAgeDays` when the build was asked for: its likes still grow."),
        new(Outcomes.NotAPhoto, OutcomeStep.Listing, RetryAdvice.No, "The source says that it is no single photo: a video, an album, a link, a system's own file."),
        new(Outcomes.Withheld, OutcomeStep.Listing, RetryAdvice.No, "The source lists it and gives no address: removed, or withheld for its rights."),
        new(Outcomes.UnknownAccount, OutcomeStep.Listing, RetryAdvice.No, "An account or hashtag that the source does not know or does not show: misspelt, private, or not a professional account."),
        new(Outcomes.UnsafePath, OutcomeStep.Listing, RetryAdvice.No, "A file of an archive whose name is absolute, leads out of it, or can't be a name."),
        new(Outcomes.DuplicateName, OutcomeStep.Listing, RetryAdvice.No, "An earlier file of the archive has the same name; that one was taken."),
        new(Outcomes.UnreadableEntry, OutcomeStep.Listing, RetryAdvice.No, "A file of an archive that is encrypted, or packed in a way that is not read here."),
        new(Outcomes.Removed, OutcomeStep.Listing, RetryAdvice.No, "A list names it, and its service knows no public photo of it: it was removed, or is private."),
        new(Outcomes.BadEntry, OutcomeStep.Listing, RetryAdvice.No, "An entry of a list that leads to no photo: empty, or neither an id nor an address."),

        new(Outcomes.Filtered, OutcomeStep.Metrics, RetryAdvice.No, "A filter on metrics left it out; nothing was fetched."),

        new(HttpPattern, OutcomeStep.Download, RetryAdvice.ByStatus, "The server answered with this status instead of a photo, after all retries where the status may pass."),
        new(Outcomes.Timeout, OutcomeStep.Download, RetryAdvice.Yes, "No complete answer in time, after all retries."),
        new(Outcomes.Unreachable, OutcomeStep.Download, RetryAdvice.Yes, "No connection, or it broke, after all retries."),
        new(Outcomes.NotFound, OutcomeStep.Download, RetryAdvice.No, "The source listed it, and the blob or page is gone."),
        new(Outcomes.PhotoUnavailable, OutcomeStep.Download, RetryAdvice.No, "The server sends a picture that says so in place of a photo that is gone."),
        new(Outcomes.TooManyRedirects, OutcomeStep.Download, RetryAdvice.No, "More redirects than a photo should need, or a circle of them."),
        new(Outcomes.TooManyBytes, OutcomeStep.Download, RetryAdvice.No, "The file is larger than `download.maxBytes`."),
        new(Outcomes.ForbiddenAddress, OutcomeStep.Download, RetryAdvice.No, "The address leads to a private network or to this machine, or is neither http nor https."),
        new(Outcomes.OptedOut, OutcomeStep.Download, RetryAdvice.No, "The server answers with `X-Robots-Tag: noai` or `noimageai`: its photos are to train no model."),

        new(RejectionReason.Empty.Code(), OutcomeStep.Decoding, RetryAdvice.Yes, "The answer had no bytes."),
        new(RejectionReason.NotAnImage.Code(), OutcomeStep.Decoding, RetryAdvice.No, "The bytes are no picture: a web page, say, that tells of a removed photo."),
        new(RejectionReason.UnsupportedFormat.Code(), OutcomeStep.Decoding, RetryAdvice.No, "A picture in a format other than JPEG, PNG, WebP and GIF."),
        new(RejectionReason.Truncated.Code(), OutcomeStep.Decoding, RetryAdvice.Yes, "The file ends before its picture does: cut on its way, or on the server."),
        new(RejectionReason.Corrupt.Code(), OutcomeStep.Decoding, RetryAdvice.No, "The file is damaged."),
        new(RejectionReason.TooManyPixels.Code(), OutcomeStep.Decoding, RetryAdvice.No, "Its header declares more pixels than are decoded here."),
        new(RejectionReason.TooManyScans.Code(), OutcomeStep.Decoding, RetryAdvice.No, "A progressive JPEG with so many scans that it only costs time."),

        new(Outcomes.TooSmall, OutcomeStep.Picture, RetryAdvice.No, "Narrower or lower than `image.minWidth` or `image.minHeight`."),
        new(Outcomes.LowResolution, OutcomeStep.Picture, RetryAdvice.No, "Fewer columns, rows or pixels than a `resolution` filter asks for."),
        new(Outcomes.OddAspect, OutcomeStep.Picture, RetryAdvice.No, "Longer for its height, or higher for its width, than a `resolution` or `quality` filter allows."),
        new(Outcomes.TooDark, OutcomeStep.Picture, RetryAdvice.No, "A `quality` filter: even its brightest pixels are dark."),
        new(Outcomes.TooBright, OutcomeStep.Picture, RetryAdvice.No, "A `quality` filter: even its darkest pixels are bright."),
        new(Outcomes.NearUniform, OutcomeStep.Picture, RetryAdvice.No, "A `quality` filter: hardly more than one flat colour."),
        new(Outcomes.LowInformation, OutcomeStep.Picture, RetryAdvice.No, "A `quality` filter: so few tones that there is little to see."),
        new(Outcomes.TooBlurry, OutcomeStep.Picture, RetryAdvice.No, "A `quality` filter: it has no sharp edge."),
        new(Outcomes.Greyscale, OutcomeStep.Picture, RetryAdvice.No, "A `quality` filter: it has no colour."),
        new(Outcomes.NoFace, OutcomeStep.Picture, RetryAdvice.No, "A `faces` filter: no face that is sure enough."),
        new(Outcomes.TooFewFaces, OutcomeStep.Picture, RetryAdvice.No, "A `faces` filter: fewer faces than it asks for."),
        new(Outcomes.TooManyFaces, OutcomeStep.Picture, RetryAdvice.No, "A `faces` filter: more faces than it allows."),
        new(Outcomes.BelowProbability, OutcomeStep.Picture, RetryAdvice.No, "A `model` filter: the model gives the class less probability than it asks for."),

        new(Outcomes.Duplicate, OutcomeStep.Assembling, RetryAdvice.No, "The same photo as another one, to the byte."),
        new(Outcomes.NearDuplicate, OutcomeStep.Assembling, RetryAdvice.No, "It looks the same as another photo."),
        new(Outcomes.LabelConflict, OutcomeStep.Assembling, RetryAdvice.No, "It has duplicates with another label."),
        new(Outcomes.NoLabel, OutcomeStep.Assembling, RetryAdvice.No, "The source gave no class, or no metric to compute one."),
        new(Outcomes.MiddleScore, OutcomeStep.Assembling, RetryAdvice.No, "Its score is among the middle ones that the recipe leaves out."),

        new(Outcomes.Kept, OutcomeStep.Done, RetryAdvice.No, "The photo is in the dataset."),
    ];

    private static readonly Dictionary<string, OutcomeInfo> ByCode = All.ToDictionary(info => info.Code, StringComparer.Ordinal);

    /// <summary>What a word of the ledger means; null when it is none.</summary>
    public static OutcomeInfo? Find(string outcome) =>
        ByCode.TryGetValue(outcome, out var info) && info.Code != HttpPattern ? info
        : Status(outcome) is not null ? ByCode[HttpPattern]
        : null;

    /// <summary>What a word of the ledger means.</summary>
    /// <exception cref="InvalidDataException">It is none: whoever writes it has to add it to <see cref="All"/>.</exception>
    public static OutcomeInfo Get(string outcome) =>
        Find(outcome) ?? throw new InvalidDataException($"'{outcome}' is no outcome of the catalogue; add it to {nameof(OutcomeCatalog)}, or write one of {Known}.");

    /// <summary>Whether a candidate that ended like this may now succeed.</summary>
    public static bool MayPass(string outcome) => Find(outcome) is { } info && info.Retry switch
    {
        RetryAdvice.Yes => true,
        RetryAdvice.ByStatus => MayPass(Status(outcome)!.Value),
        _ => false,
    };

    /// <summary>Whether an answer with this HTTP status may be another one later.</summary>
    public static bool MayPass(int status) => status switch
    {
        408 or 425 or 429 => true,
        501 or 505 => false,
        _ => status >= 500,
    };

    /// <summary>The outcome of an HTTP status: <c>http-404</c>.</summary>
    public static string OfStatus(int status) => string.Create(CultureInfo.InvariantCulture, $"{HttpPrefix}{status}");

    /// <summary>All words, for people, with a comma between.</summary>
    public static string Known { get; } = string.Join(", ", All.Select(info => info.Code));

    private static int? Status(string outcome) =>
        outcome.StartsWith(HttpPrefix, StringComparison.Ordinal) && outcome.Length == HttpPrefix.Length + 3
        && int.TryParse(outcome.AsSpan(HttpPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 100 and <= 999
            ? status
            : null;
}
