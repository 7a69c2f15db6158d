namespace PhotoScore.Core.Datasets;

/// <summary>The reasons that the ledger gives, besides those of the image decoder and <c>http-{status}</c>; <see cref="OutcomeCatalog"/> says what each means.</summary>
public static class Outcomes
{
    /// <summary>The photo is in the dataset.</summary>
    public const string Kept = "kept";

    /// <summary>Byte-identical to a photo of the dataset, or to one that was left out with it.</summary>
    public const string Duplicate = "duplicate";

    /// <summary>Looks the same as a photo of the dataset, or as one that was left out with it, without being byte-identical.</summary>
    public const string NearDuplicate = "near-duplicate";

    /// <summary>It has duplicates with another label.</summary>
    public const string LabelConflict = "label-conflict";

    /// <summary>The source gave no class, or no metric to compute one.</summary>
    public const string NoLabel = "no-label";

    /// <summary>Its score is among the middle ones that the recipe leaves out.</summary>
    public const string MiddleScore = "middle-score";

    /// <summary>A list names it, and its service knows no public photo of it.</summary>
    public const string Removed = "removed";

    /// <summary>An entry of a list that leads to no photo.</summary>
    public const string BadEntry = "bad-entry";

    /// <summary>A filter on metrics left it out before the download.</summary>
    public const string Filtered = "filtered";

    /// <summary>Smaller than the recipe's least width or height.</summary>
    public const string TooSmall = "too-small";

    /// <summary>Fewer columns, rows or pixels than a <c>resolution</c> filter asks for.</summary>
    public const string LowResolution = "low-resolution";

    /// <summary>Longer for its height, or higher for its width, than a <c>resolution</c> or <c>quality</c> filter allows.</summary>
    public const string OddAspect = "odd-aspect";

    /// <summary>A <c>quality</c> filter: even its brightest pixels are dark.</summary>
    public const string TooDark = "too-dark";

    /// <summary>A <c>quality</c> filter: even its darkest pixels are bright.</summary>
    public const string TooBright = "too-bright";

    /// <summary>A <c>quality</c> filter: hardly more than one flat colour.</summary>
    public const string NearUniform = "near-uniform";

    /// <summary>A <c>quality</c> filter: so few tones that there is little to see.</summary>
    public const string LowInformation = "low-information";

    /// <summary>A <c>quality</c> filter: it has no sharp edge.</summary>
    public const string TooBlurry = "too-blurry";

    /// <summary>A <c>quality</c> filter: it has no colour.</summary>
    public const string Greyscale = "greyscale";

    /// <summary>A <c>faces</c> filter: no face that is sure enough.</summary>
    public const string NoFace = "no-face";

    /// <summary>A <c>faces</c> filter: fewer faces than it asks for.</summary>
    public const string TooFewFaces = "too-few-faces";

    /// <summary>A <c>faces</c> filter: more faces than it allows.</summary>
    public const string TooManyFaces = "too-many-faces";

    /// <summary>A <c>model</c> filter: the model gives the class less probability than it asks for.</summary>
    public const string BelowProbability = "below-probability";

    /// <summary>The body was larger than the recipe allows.</summary>
    public const string TooManyBytes = "too-many-bytes";

    /// <summary>No answer in time, after all retries.</summary>
    public const string Timeout = "timeout";

    /// <summary>No connection, or it broke, after all retries.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>The address is private, or its scheme is not http or https.</summary>
    public const string ForbiddenAddress = "forbidden-address";

    /// <summary>The server asks that its photos train no model.</summary>
    public const string OptedOut = "opted-out";

    /// <summary>More redirects than a photo should need.</summary>
    public const string TooManyRedirects = "too-many-redirects";

    /// <summary>A picture that says so stands in for a photo that is gone.</summary>
    public const string PhotoUnavailable = "photo-unavailable";

    /// <summary>The blob or page is not there.</summary>
    public const string NotFound = "not-found";

    /// <summary>A post that was too young when the build was asked for.</summary>
    public const string TooYoung = "too-young";

    /// <summary>The source says that it is something else than one photo.</summary>
    public const string NotAPhoto = "not-a-photo";

    /// <summary>The source lists it and gives no address.</summary>
    public const string Withheld = "withheld";

    /// <summary>An account or hashtag that the source does not know, or does not show.</summary>
    public const string UnknownAccount = "unknown-account";

    /// <summary>A name in an archive that can't be a path below its root.</summary>
    public const string UnsafePath = "unsafe-path";

    /// <summary>A name that stood in an archive before.</summary>
    public const string DuplicateName = "duplicate-name";

    /// <summary>An encrypted file of an archive, or one in a packing that is not read here.</summary>
    public const string UnreadableEntry = "unreadable-entry";
}
