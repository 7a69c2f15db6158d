namespace PhotoScore.Core.Reporting.Html;

/// <summary>A value that a chart marks by a line.</summary>
internal sealed record Marker(double Value, string Text);

/// <summary>
/// A histogram with stacked series. The bars are a picture that stretches; everything written is ordinary text on top of it, so that it has the
/// same size on a telephone.
/// </summary>
internal static class HistogramChart
{
    private const int Ticks = 5;

    public static Markup Of(Histogram histogram, string title, IReadOnlyList<string> series, Func<double, string> show, IReadOnlyList<Marker>? markers = null)
    {
        var totals = Enumerable.Range(0, histogram.Edges.Count - 1).Select(bin => histogram.Counts.Sum(counts => counts[bin])).ToArray();
        var most = Math.Max(1, totals.Max());
        var alt = $"Histogram of {title}: {Show.Count(totals.Sum())} values from {show(histogram.Smallest)} to {show(histogram.Largest)}, most of them in the bin from {Bin(histogram, Array.IndexOf(totals, totals.Max()), show)}.";
        return Markup.Of(
            $"""
            <figure class="chart">
            <div class="plot"><svg viewBox="0 0 {totals.Length} 100" preserveAspectRatio="none" role="img" aria-label="{alt}">
            <path class="grid" d="M0 0H{totals.Length}M0 50H{totals.Length}" />
            {totals.Select((total, bin) => Bars(histogram, bin, total, most, series, show))}
            {(markers ?? []).Select(marker => Line(histogram, marker))}
            </svg><span class="y top">{Show.Count(most)}</span>{(markers ?? []).Select((marker, i) => Label(histogram, marker, i))}</div>
            <div class="axis">{TickBins(totals.Length).Select(bin => Tick(bin, totals.Length, show(histogram.Edges[bin])))}</div>
            </figure>
            {Parts.Details("As a table", Table(histogram, series, totals, show))}
            """);
    }

    private static Markup Bars(Histogram histogram, int bin, int total, int most, IReadOnlyList<string> series, Func<double, string> show)
    {
        if (total == 0)
            return Markup.Empty;
        var words = histogram.Counts.Count == 1 ? "" : $" ({string.Join(", ", histogram.Counts.Select((counts, i) => $"{series[i]} {Show.Count(counts[bin])}"))})";
        var top = 100.0;
        var bars = new List<Markup>();
        for (var i = 0; i < histogram.Counts.Count; i++)
        {
            var height = 100.0 * histogram.Counts[i][bin] / most;
            top -= height;
            if (height > 0)
                bars.Add(Markup.Of($"""<rect class="{Colour(histogram, i)}" x="{bin + 0.05}" y="{top}" width="0.9" height="{height}" />"""));
        }
        return Markup.Of($"<g><title>{Bin(histogram, bin, show)}: {Show.Count(total)}{words}</title>{bars}</g>\n");
    }

    private static Markup Table(Histogram histogram, IReadOnlyList<string> series, int[] totals, Func<double, string> show)
    {
        var several = histogram.Counts.Count > 1;
        return Parts.Table(
            ["From … to", .. several ? series.Take(histogram.Counts.Count) : [], "Photos"],
            totals.Index().Where(bin => bin.Item > 0).Select(bin => (IReadOnlyList<Markup>)
                [Parts.Of(Bin(histogram, bin.Index, show)), .. several ? histogram.Counts.Select(counts => Parts.Count(counts[bin.Index])) : [], Parts.Count(bin.Item)]));
    }

    private static Markup Line(Histogram histogram, Marker marker)
    {
        var x = Place(histogram, marker.Value) * (histogram.Edges.Count - 1);
        return Markup.Of($"""<path class="marker" d="M{x} 0V100" />""");
    }

    // One below the other, since cuts may lie close together.
    private static Markup Label(Histogram histogram, Marker marker, int index)
    {
        var place = Place(histogram, marker.Value);
        return Markup.Of($"""<span class="{(place > 0.7 ? "cut left" : "cut")}" style="left:{100 * place}%;top:{0.2 + (1.4 * (index % 5))}em">{marker.Text}</span>""");
    }

    private static Markup Tick(int bin, int bins, string text)
    {
        var kind = bin == 0 ? "first" : bin == bins ? "last" : "inner";
        return Markup.Of($"""<span class="{kind}" style="left:{100.0 * bin / bins}%">{text}</span>""");
    }

    private static IEnumerable<int> TickBins(int bins)
    {
        var step = Math.Max(1, (int)Math.Ceiling(bins / (double)(Ticks - 1)));
        // The last tick stands at the end, so the one before must leave it room.
        return Enumerable.Range(0, (bins / step) + 1).Select(i => i * step).Where(bin => bins - bin >= step * 0.9).Append(bins);
    }

    /// <summary>Where a value lies between the first edge and the last, 0 to 1.</summary>
    private static double Place(Histogram histogram, double value)
    {
        var (first, last) = (histogram.Edges[0], histogram.Edges[^1]);
        var place = histogram.Logarithmic && value > 0
            ? Math.Log(value / first) / Math.Log(last / first)
            : (value - first) / (last - first);
        return double.IsFinite(place) ? Math.Clamp(place, 0, 1) : 0;
    }

    private static string Bin(Histogram histogram, int bin, Func<double, string> show) => $"{show(histogram.Edges[bin])} to {show(histogram.Edges[bin + 1])}";

    private static string Colour(Histogram histogram, int series) => histogram.Counts.Count == 1 ? "many" : Parts.Colour(series);
}
