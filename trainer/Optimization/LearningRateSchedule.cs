using PhotoScore.Core.Training;

namespace PhotoScore.Trainer.Optimization;

/// <summary>The learning rate as a pure function of the step and the epochs before it, so that a resumed training needs no schedule's state.</summary>
internal static class LearningRateSchedule
{
    // Smith, Topin 2018, with the numbers of PyTorch's OneCycleLR: how long the rate rises, and how far below the largest it starts and ends.
    private const double OneCycleRise = 0.3;
    private const double OneCycleStart = 1.0 / 25;
    private const double OneCycleEnd = OneCycleStart / 1e4;

    /// <summary>The rate at a step.</summary>
    /// <param name="plan">Which schedule.</param>
    /// <param name="initial">The rate that it multiplies.</param>
    /// <param name="step">From 0.</param>
    /// <param name="steps">Steps at most, of all epochs.</param>
    /// <param name="losses">The validation losses of the epochs before.</param>
    public static double At(SchedulePlan plan, double initial, long step, long steps, IEnumerable<double> losses)
    {
        var rate = initial * plan.Name switch
        {
            "constant" => 1,
            "step" => Math.Pow(plan.StepFactor, step / plan.StepEvery),
            // Loshchilov, Hutter 2017, without restarts: falls to zero.
            "cosine" => Cosine(1, 0, (double)step / steps),
            "oneCycle" => OneCycle(step, steps - 1),
            "reduceOnPlateau" => Math.Pow(plan.StepFactor, Plateaus(losses, plan.Patience)),
            _ => throw new ArgumentException($"There is no schedule '{plan.Name}'. Choose one of {string.Join(", ", OptimizationWords.Schedules)}.", nameof(plan)),
        };
        return step < plan.WarmUpSteps ? rate * (step + 1) / plan.WarmUpSteps : rate;
    }

    private static double OneCycle(long step, long last)
    {
        var top = Math.Max(1e-9, (OneCycleRise * (last + 1)) - 1);
        return step <= top ? Cosine(OneCycleStart, 1, step / top) : Cosine(1, OneCycleEnd, Math.Min(1, (step - top) / (last - top)));
    }

    /// <summary>From one value at 0 to the other at 1, along half a wave.</summary>
    private static double Cosine(double from, double to, double part) => to + ((from - to) * 0.5 * (1 + Math.Cos(Math.PI * part)));

    /// <summary>How many times as many epochs in a row as <paramref name="patience"/> brought no lower loss.</summary>
    private static int Plateaus(IEnumerable<double> losses, int patience)
    {
        var (plateaus, waited, best) = (0, 0, double.PositiveInfinity);
        foreach (var loss in losses)
        {
            if (loss < best)
                (best, waited) = (loss, 0);
            else if (++waited == patience)
                (plateaus, waited) = (plateaus + 1, 0);
        }

        return plateaus;
    }
}
