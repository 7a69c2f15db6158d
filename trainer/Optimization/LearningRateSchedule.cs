namespace PhotoScore.Trainer.Optimization;

/// <summary>The learning rate as a pure function of the step, so that a resumed training needs no schedule's state.</summary>
internal static class LearningRateSchedule
{
    /// <summary>The rate at a step of <paramref name="steps"/>; <c>cosine</c> falls to zero (Loshchilov, Hutter 2017, without restarts).</summary>
    public static double At(string schedule, double initial, long step, long steps) => schedule switch
    {
        "constant" => initial,
        "cosine" => initial * 0.5 * (1 + Math.Cos(Math.PI * step / steps)),
        _ => throw new ArgumentException($"There is no schedule '{schedule}'. Choose constant or cosine.", nameof(schedule)),
    };
}
