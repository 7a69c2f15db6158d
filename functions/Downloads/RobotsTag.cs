namespace PhotoScore.Functions.Downloads;

/// <summary>Reads <c>X-Robots-Tag</c>: whether a server asks that its photos train no model.</summary>
internal static class RobotsTag
{
    private static readonly string[] OptOuts = ["noai", "noimageai"];

    // The directives that carry a value after a colon; any other word before a colon names a robot.
    private static readonly string[] Valued = ["unavailable_after", "max-snippet", "max-image-preview", "max-video-preview"];

    /// <summary>Whether any of the header's values forbids it to everyone or to <paramref name="agent"/>.</summary>
    public static bool ForbidsTraining(IEnumerable<string> values, string agent) => values.Any(value => Forbids(value, agent));

    // "photoscore: noai, noindex": a robot's name holds for the directives after it.
    private static bool Forbids(string value, string agent)
    {
        var concernsUs = true;
        foreach (var part in value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var directive = part;
            var colon = part.IndexOf(':');
            if (colon >= 0 && !Valued.Contains(part[..colon].Trim(), StringComparer.OrdinalIgnoreCase))
            {
                concernsUs = part[..colon].Trim().Equals(agent, StringComparison.OrdinalIgnoreCase);
                directive = part[(colon + 1)..].Trim();
            }
            if (concernsUs && OptOuts.Contains(directive, StringComparer.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }
}
