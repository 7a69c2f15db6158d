using System.Globalization;

namespace PhotoScore.Core.Models.Reporting.Html;

/// <summary>Metrics as people read them.</summary>
internal static class Figures
{
    /// <summary>Three decimals; what is not 1 is never shown as 1.</summary>
    public static string Share(double value) => value is < 1 and > 0.9995 ? "0.999" : value.ToString("0.000", CultureInfo.InvariantCulture);

    public static string Interval(IReadOnlyList<double>? interval) => interval is [var low, var high] ? Interval(low, high) : "–";

    public static string Interval(double low, double high) => $"{Share(low)} – {Share(high)}";
}
