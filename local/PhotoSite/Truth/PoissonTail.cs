namespace PhotoScore.Local.PhotoSite.Truth;

/// <summary>Upper tail of the Poisson distribution.</summary>
internal static class PoissonTail
{
    /// <summary>The probability that a Poisson number with this mean is at least <paramref name="count"/>.</summary>
    /// <remarks>It equals the regularised lower incomplete gamma function P(count, mean).</remarks>
    public static double AtLeast(int count, double mean)
    {
        if (count <= 0)
            return 1;
        if (mean <= 0)
            return 0;
        // Each of the two expansions converges fast on its own side of the mean.
        return mean < count + 1 ? Series(count, mean) : 1 - ContinuedFraction(count, mean);
    }

    private static double Series(double a, double x)
    {
        var term = 1 / a;
        var sum = term;
        for (var n = a + 1; term > sum * 1e-14; n++)
        {
            term *= x / n;
            sum += term;
        }
        return sum * Prefactor(a, x);
    }

    // Lentz's method for the upper function Q(a, x).
    private static double ContinuedFraction(double a, double x)
    {
        const double tiny = 1e-300;
        var b = x + 1 - a;
        var c = 1 / tiny;
        var d = 1 / b;
        var h = d;
        for (var i = 1; i < 10_000; i++)
        {
            var an = -i * (i - a);
            b += 2;
            d = an * d + b;
            d = 1 / (Math.Abs(d) < tiny ? tiny : d);
            c = b + an / c;
            c = Math.Abs(c) < tiny ? tiny : c;
            var delta = d * c;
            h *= delta;
            if (Math.Abs(delta - 1) < 1e-14)
                break;
        }
        return h * Prefactor(a, x);
    }

    private static double Prefactor(double a, double x) => Math.Exp(a * Math.Log(x) - x - LogFactorial(a - 1));

    // Stirling's series from 16 on, where its error is below 1e-15; products below.
    private static double LogFactorial(double n)
    {
        if (n < 16)
            return Math.Log(Enumerable.Range(1, (int)n).Aggregate(1.0, (product, k) => product * k));
        var z = n + 1;
        var r = 1 / (z * z);
        return (z - 0.5) * Math.Log(z) - z + 0.5 * Math.Log(2 * Math.PI) + (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r / 1680))) / z;
    }
}
