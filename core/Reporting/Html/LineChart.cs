namespace PhotoScore.Core.Reporting.Html;

/// <summary>A line of a chart.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Points">Rising in x.</param>
/// <param name="Colour">Which of the colours of series.</param>
/// <param name="Dashed">Whether it stands behind the others.</param>
internal sealed record ChartLine(string Name, IReadOnlyList<(double X, double Y)> Points, int Colour, bool Dashed = false);

/// <summary>What an axis spans, and how its numbers are written.</summary>
internal sealed record ChartAxis(string Name, double From, double To, Func<double, string> Show)
{
    /// <summary>Shares from nothing to all.</summary>
    public static ChartAxis Share(string name) => new(name, 0, 1, value => Html.Show.Number(value));

    /// <summary>From 0 by default, or from a round number below the smallest value, to one above the largest.</summary>
    public static ChartAxis Around(string name, IEnumerable<double> values, bool fromZero)
    {
        var extent = values.Where(double.IsFinite).Aggregate(Extent.Empty, (known, value) => known.With(value));
        if (extent.IsEmpty)
            return Share(name);
        var low = fromZero ? Math.Min(0, extent.Smallest) : extent.Smallest;
        var step = HistogramCounter.RoundStep(Math.Max((extent.Largest - low) / 4, 1e-6));
        return new(name, Math.Floor((low / step) + 1e-9) * step, Math.Ceiling((extent.Largest / step) - 1e-9) * step, value => Html.Show.Number(value));
    }
}

/// <summary>
/// Lines over two axes. The lines are a picture that stretches; everything written is ordinary text on top of it, so that it has the same size on a telephone.
/// </summary>
internal static class LineChart
{
    private const int Ticks = 4;

    public static Markup Of(string alt, ChartAxis x, ChartAxis y, IReadOnlyList<ChartLine> lines, Marker? marker = null) => Markup.Of(
        $"""
        <figure class="chart lines">
        <div class="plot"><svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label="{alt}">
        <path class="grid" d="M0 0H100M0 25H100M0 50H100M0 75H100" />
        {lines.Select(line => Path(line, x, y))}{(marker is null ? Markup.Empty : Markup.Of($"<path class=\"marker\" d=\"M{100 * Place(x, marker.Value)} 0V100\" />"))}
        </svg>{Enumerable.Range(0, Ticks + 1).Select(i => YTick(y, i))}{(marker is null ? Markup.Empty : Label(x, marker))}</div>
        <div class="axis">{Enumerable.Range(0, Ticks + 1).Select(i => XTick(x, i))}</div>
        <figcaption>{x.Name}{(y.Name.Length == 0 ? "" : $", {y.Name} upwards")}</figcaption>
        </figure>

        """);

    /// <summary>Names of lines beside their colours.</summary>
    public static Markup Legend(IEnumerable<(int Colour, string Name)> lines) => Markup.Of(
        $"<p class=\"legend\">{lines.Select(line => Markup.Of($"{Parts.Class(line.Colour, line.Name)} "))}</p>\n");

    // A line that is not finite anywhere has a gap there.
    private static Markup Path(ChartLine line, ChartAxis x, ChartAxis y)
    {
        var points = line.Points.Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y)).ToList();
        return points.Count == 0 ? Markup.Empty : Markup.Of(
            $"""<path class="{(line.Dashed ? "line dashed" : "line")} {Parts.Colour(line.Colour)}" d="{points.Select((point, i) => Markup.Of($"{(i == 0 ? "M" : "L")}{100 * Place(x, point.X)} {100 * (1 - Place(y, point.Y))}"))}{(points.Count == 1 ? "h0.5" : "")}"><title>{line.Name}</title></path>""");
    }

    private static Markup YTick(ChartAxis axis, int tick) =>
        Markup.Of($"""<span class="tick" style="top:{100.0 - (100.0 * tick / Ticks)}%">{axis.Show(axis.From + ((axis.To - axis.From) * tick / Ticks))}</span>""");

    private static Markup XTick(ChartAxis axis, int tick) => Markup.Of(
        $"""<span class="{(tick == 0 ? "first" : tick == Ticks ? "last" : "inner")}" style="left:{100.0 * tick / Ticks}%">{axis.Show(axis.From + ((axis.To - axis.From) * tick / Ticks))}</span>""");

    private static Markup Label(ChartAxis axis, Marker marker)
    {
        var place = Place(axis, marker.Value);
        return Markup.Of($"""<span class="{(place > 0.6 ? "cut left" : "cut")}" style="left:{100 * place}%;top:0.2em">{marker.Text}</span>""");
    }

    private static double Place(ChartAxis axis, double value) =>
        axis.To > axis.From ? Math.Clamp((value - axis.From) / (axis.To - axis.From), 0, 1) : 0.5;
}
