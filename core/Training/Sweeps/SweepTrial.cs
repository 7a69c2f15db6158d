namespace PhotoScore.Core.Training.Sweeps;

/// <summary>A training of a sweep on its way to one rung. It is measured on the validation split alone and publishes nothing.</summary>
/// <param name="Number">Which trial of the sweep, from 0.</param>
/// <param name="Rung">Which rung it is to reach, from 0.</param>
/// <param name="Share">The share of its epochs after which it stands on that rung, above 0, up to 1.</param>
public sealed record SweepTrial(int Number, int Rung, double Share)
{
    /// <summary>After how many of its epochs it stands on the rung: at least one.</summary>
    // A third of nine must not become four because a double is not exactly a third.
    public int Epochs(int epochs) => Math.Clamp((int)Math.Ceiling((epochs * Share) - 1e-6), 1, epochs);
}
