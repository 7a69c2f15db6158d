using System.Globalization;

namespace PhotoScore.Core.Reporting.Html;

/// <summary>Numbers as people read them.</summary>
internal static class Show
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static string Count(long count) => count.ToString("N0", Culture);

    /// <summary><c>3 photos</c>, <c>1 photo</c>.</summary>
    public static string Count(long count, string one, string many) => $"{Count(count)} {(count == 1 ? one : many)}";

    public static string Share(long count, long of) => of == 0 ? "–" : Percent((double)count / of);

    /// <summary>One decimal; what is not nothing is never shown as nothing, nor what is not all as all.</summary>
    public static string Percent(double share) => share switch
    {
        > 0 and < 0.001 => "<0.1%",
        < 1 and > 0.999 => ">99.9%",
        _ => share.ToString("0.0%", Culture),
    };

    public static string Bytes(double bytes) => bytes switch
    {
        >= 999.5e6 => string.Create(Culture, $"{bytes / 1e9:0.##} GB"),
        >= 999.5e3 => string.Create(Culture, $"{bytes / 1e6:0.##} MB"),
        >= 999.5 => string.Create(Culture, $"{bytes / 1e3:0.#} kB"),
        _ => string.Create(Culture, $"{bytes:0} B"),
    };

    /// <summary>At most four digits that matter; a true minus sign.</summary>
    public static string Number(double number)
    {
        // Multiples of a step in floating point miss zero by less than anybody cares.
        var text = Math.Abs(number) < 1e-12 ? "0"
            : Math.Abs(number) is >= 1e7 or < 1e-4 ? number.ToString("0.###e0", Culture)
            : Math.Abs(number) >= 1_000 ? number.ToString("N0", Culture)
            : number.ToString("G4", Culture);
        return text.Replace('-', '−');
    }
}
