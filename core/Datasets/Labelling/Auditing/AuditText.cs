using System.Globalization;

namespace PhotoScore.Core.Datasets.Labelling.Auditing;

/// <summary>Writes figures the same way on every machine.</summary>
internal static class AuditText
{
    // Invariant, but without the space before the percent sign.
    private static readonly CultureInfo Culture = Make();

    public static string Of(FormattableString text) => text.ToString(Culture);

    private static CultureInfo Make()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.PercentPositivePattern = 1;
        culture.NumberFormat.PercentNegativePattern = 1;
        return CultureInfo.ReadOnly(culture);
    }
}
